/**
 * How Portcullis comes into an application: three doors, one boot, and one runtime per context.
 *
 * <p>A container may open any of the doors, or several: {@link
 * dev.portcullis.boot.PortcullisInitializer} by the service file, {@link
 * dev.portcullis.boot.PortcullisListener} by the web fragment or by the application's own {@code
 * web.xml}. Whichever comes first boots; the others find that it is done.
 */
@NullMarked
package dev.portcullis.boot;

import org.jspecify.annotations.NullMarked;
