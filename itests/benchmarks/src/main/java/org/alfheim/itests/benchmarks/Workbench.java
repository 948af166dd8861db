package org.alfheim.itests.benchmarks;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a measurement works with.
 *
 * @param folder a folder for temporary files
 * @param effort how much is measured
 * @param root the root of the source tree, where the container is built; empty if it is not, or is
 *     older than its sources
 * @param verbose whether JMH may say all that it has to say
 */
public record Workbench(Path folder, Effort effort, Optional<Path> root, boolean verbose) {}
