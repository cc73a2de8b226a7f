/**
 * What an administrator sets once for the whole controller, and what there is once in each Jenkins. Depends on no
 * other room.
 */
package io.jenkins.plugins.hummingbird.jenkins.controller;
