/** The live board in the terminal: what it shows and what keys do to it. Knows no terminal and no service. */
package dev.tocsin.standalone.top;
