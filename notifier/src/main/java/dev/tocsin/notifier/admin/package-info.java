/** The admin API of the notifier. */
package dev.tocsin.notifier.admin;
