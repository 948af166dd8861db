package org.alfheim.itests.objects;

import java.util.List;

/**
 * What a compiler has made.
 *
 * @param objects the objects and archives, by their names in the folder
 * @param peer the shared object of the same, by the system's linker
 */
record Artifacts(List<String> objects, String peer) {}
