/**
 * Programs of six languages as objects through Alfheim's linker, and as a shared object by the
 * system's: {@link org.alfheim.itests.objects.SameAnswersTest} asks both the same questions.
 */
package org.alfheim.itests.objects;
