/** What the kinds of notification have in common, and what sets them apart. */
package dev.tocsin.notifier.kind;
