package org.alfheim.plugin;

abstract non-sealed class LoadedSymbol implements Symbol {}
