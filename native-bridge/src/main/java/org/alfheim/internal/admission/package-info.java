/**
 * Asks the admissions that are in force, once for each image, and says what they answered.
 *
 * <p>{@link org.alfheim.internal.admission.Admissions} is the one place that every image passes
 * before it is mapped.
 */
package org.alfheim.internal.admission;
