/** {@code tocsin demo}: a made-up company's day, told to a real installation through its HTTP interfaces. */
package dev.tocsin.standalone.demo;
