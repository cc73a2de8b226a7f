/**
 * Operations: what advances by short moves, its state file and outcome, and the small classes that all packages use. Depends
 * on no other package of the plugin and knows neither Jenkins nor a particular operation.
 */
package io.jenkins.plugins.hummingbird.operation;
