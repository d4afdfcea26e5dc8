/** Problems that customers and staff report: over an API, on a form behind a signed link, and by a command of Slack. */
package dev.tocsin.ingest.format.report;
