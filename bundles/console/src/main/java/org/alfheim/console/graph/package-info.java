/**
 * Who uses whom, and how that is drawn.
 *
 * <p>{@link org.alfheim.console.graph.DependencyGraph} has nodes for bundles, plugins and the
 * system's libraries, and edges from the one that needs to the one that is needed. {@link
 * org.alfheim.console.graph.GraphLayout} says where each node lies in a picture, and which way the
 * lines take; it is a pure function of the graph.
 */
package org.alfheim.console.graph;
