/** Alertmanager's API v2 over what the console knows, for the tools that people keep: amtool, karma, Grafana. */
package dev.tocsin.console.alertmanager;
