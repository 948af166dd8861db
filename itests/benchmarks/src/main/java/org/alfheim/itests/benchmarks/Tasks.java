package org.alfheim.itests.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.alfheim.itests.benchmarks.jmh.Calls;
import org.alfheim.itests.benchmarks.jmh.GoPluginCalls;
import org.alfheim.itests.benchmarks.jmh.InUse;
import org.alfheim.itests.benchmarks.jmh.StructureCalls;
import org.alfheim.itests.benchmarks.jmh.WhereItLies;
import org.alfheim.itests.benchmarks.measure.BindInterface;
import org.alfheim.itests.benchmarks.measure.BundleStart;
import org.alfheim.itests.benchmarks.measure.ContainerStart;
import org.alfheim.itests.benchmarks.measure.Copies;
import org.alfheim.itests.benchmarks.measure.FirstOpen;
import org.alfheim.itests.benchmarks.measure.Footprint;
import org.alfheim.itests.benchmarks.measure.FromJar;
import org.alfheim.itests.benchmarks.measure.JarNatives;
import org.alfheim.itests.benchmarks.measure.LinkedArchive;
import org.alfheim.itests.benchmarks.measure.ManyLibraries;
import org.alfheim.itests.benchmarks.measure.ManyPlugins;
import org.alfheim.itests.benchmarks.measure.ReadTypes;

/** All that is measured, in the order of the table. */
final class Tasks {
  private Tasks() {}

  static List<Task> all(Effort effort) {
    List<Task> tasks = new ArrayList<>();
    tasks.addAll(FromJar.tasks());
    tasks.addAll(LinkedArchive.tasks());
    tasks.addAll(new ManyLibraries(effort).tasks());
    tasks.addAll(Copies.tasks());
    tasks.addAll(WhereItLies.tasks());
    tasks.addAll(new FirstOpen().tasks());
    tasks.addAll(new BundleStart().tasks());
    tasks.addAll(JarNatives.tasks());
    tasks.addAll(new ManyPlugins(effort).tasks());
    tasks.addAll(new Footprint().tasks());
    tasks.addAll(ContainerStart.tasks());
    tasks.addAll(new Calls().tasks());
    tasks.addAll(new StructureCalls().tasks());
    tasks.addAll(new GoPluginCalls().tasks());
    tasks.addAll(new ReadTypes().tasks());
    tasks.addAll(new BindInterface().tasks());
    tasks.addAll(InUse.tasks());
    return List.copyOf(tasks);
  }
}
