/**
 * A small bank application as an adopter would write it: it stands outside of our packages and uses nothing but the
 * published API.
 */
package com.example.bank;
