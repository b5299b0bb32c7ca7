/**
 * The Library of Dhaka: servlets as they were written when {@code web.xml} was at 2.5.
 *
 * <p>It asks the servlet API who is there, and never how that was found out.
 */
package dev.portcullis.sample;
