/**
 * The document about an incident that its review discusses: a pure function from what the log says of it to a model
 * ({@link dev.tocsin.console.review.ReviewWriter}), shown as Markdown, HTML or JSON.
 */
package dev.tocsin.console.review;
