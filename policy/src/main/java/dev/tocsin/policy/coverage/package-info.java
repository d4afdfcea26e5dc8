/** When a ladder pages whom, and at which moments that changes. */
package dev.tocsin.policy.coverage;
