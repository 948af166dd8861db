/**
 * Hostile input for the stages that come before anything is done to the process.
 *
 * <p>An input is a file's bytes. {@link org.alfheim.itests.fuzz.Trial} gives it to all that reads
 * files: the inspection, the parser, the planner, the writer of carriers. The answer has to be a
 * value or an {@link org.alfheim.elf.ElfException}, within a second and with memory of a few times
 * the file's size; and a plan that comes of it has to be one that cannot hurt the process ({@link
 * org.alfheim.itests.fuzz.PlanRules}, {@link org.alfheim.itests.fuzz.CarrierRules}).
 *
 * <p>Inputs come from two sources: {@link org.alfheim.itests.fuzz.FieldGenerator}, which knows the
 * format and breaks it field by field, and Jazzer, which knows nothing and follows coverage ({@link
 * org.alfheim.itests.fuzz.FuzzTarget}). Both begin with what the C compiler makes ({@link
 * org.alfheim.itests.fuzz.Seeds}); {@link org.alfheim.itests.fuzz.Main} runs them for long.
 */
package org.alfheim.itests.fuzz;
