/** What all status pages have in common: what the public is told, when something is published, updated and ended. */
package dev.tocsin.notifier.channel.publicpage;
