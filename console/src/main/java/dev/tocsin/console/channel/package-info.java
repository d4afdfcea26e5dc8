/** The channels of the policy: their tests, which people request and the notifier carries out. */
package dev.tocsin.console.channel;
