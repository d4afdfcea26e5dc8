/** Settings: each is declared once, with name, type, default and what it does. */
package dev.tocsin.runtime.setting;
