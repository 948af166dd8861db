/**
 * From objects to an image: the files that become one are read once, what they need is looked up,
 * and a linker makes the bytes of a shared object of them, which go the way of every image.
 *
 * <p>The linker is a jar of its own, which depends on this one: {@link
 * org.alfheim.internal.objects.ObjectLinker} is what it implements, and {@link
 * org.alfheim.internal.objects.InstalledLinker} finds it where these classes are. In a framework it
 * is a fragment of this bundle.
 */
package org.alfheim.internal.objects;
