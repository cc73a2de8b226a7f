/**
 * A sample of the groups, and what it says about all of them: which groups it has, and how long all will take. Knows neither tasks
 * nor results other than the records and the listing that they leave.
 */
package io.jenkins.plugins.hummingbird.submit.forecast;
