package org.alfheim.plugin;

abstract non-sealed class LoadedPlugin implements Plugin {}
