/** Timeline entries and decision records. */
package dev.tocsin.escalator.account;
