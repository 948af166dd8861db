/**
 * Carries out plans: the one package that changes the process.
 *
 * <p>Every downcall, every mapping, every write to an address that is not the JVM's own happens
 * here, so that whoever looks for the cause of a crash has one short package to read. It decides
 * nothing: what to map, what to write and what to call stands in the plan, which has been checked.
 * It turns a failing system call into a {@link org.alfheim.process.ProcessException} and undoes
 * what it had done.
 */
@Export
@Version("1.0.0")
package org.alfheim.process;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
