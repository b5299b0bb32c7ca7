/** What tests stand on: databases to throw away, and doubles written by hand. */
package dev.portcullis.testing;
