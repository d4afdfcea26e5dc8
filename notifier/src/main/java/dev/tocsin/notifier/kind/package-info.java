/** Kinds of notifications and their details. */
package dev.tocsin.notifier.kind;
