package org.alfheim.monitor;

import java.util.List;
import org.alfheim.registry.PluginInventory;

/** An inventory that says what a test wants it to say. */
record Inventory(List<Image> images, List<Failure> failures) implements PluginInventory {}
