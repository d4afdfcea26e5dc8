/** The tree of routes: which nodes take an alert, whom each tells, and when it is mute. */
package dev.tocsin.policy.route;
