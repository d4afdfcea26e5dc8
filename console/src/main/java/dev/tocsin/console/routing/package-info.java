/** The route tester: what the policy in force makes of an alert with some labels. */
package dev.tocsin.console.routing;
