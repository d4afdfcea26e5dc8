/** Lists of the command line: columns, forms of output, and what fits the terminal. Knows no service and no command. */
package dev.tocsin.standalone.listing;
