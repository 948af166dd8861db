/**
 * The pages of the documentation, put to the test: the README of the root and all of {@code docs}.
 *
 * <p>What a page shows of a terminal is run as it stands, in order, in one shell and one empty
 * folder for each page, and what is printed is compared. The notation of a fenced block is its
 * first line:
 *
 * <table>
 *   <caption>Fenced blocks</caption>
 *   <tr><th>Block</th><th>What is done with it</th></tr>
 *   <tr><td>{@code console}</td>
 *     <td>A line that begins with <code>$ </code> is a command, and ends with status 0. What stands
 *       below it is all that it prints, on both streams. An ellipsis (U+2026) stands for anything
 *       within a line; as a line of its own, for any lines. Behind <code>alfheim&gt; </code> stand
 *       commands for the shell of the container that the command before has started.</td></tr>
 *   <tr><td>{@code console refused}</td><td>The last command ends with another status.</td></tr>
 *   <tr><td>{@code console not-run}</td><td>Not run, and named by the test.</td></tr>
 *   <tr><td>{@code c greet.c}</td><td>A file that the commands of the page find in their
 *     folder.</td></tr>
 *   <tr><td>{@code xml itests/examples/maven/pom.xml}</td><td>With a folder in its name: lines of
 *     that file of this tree.</td></tr>
 *   <tr><td>{@code java}</td><td>Statements, which are compiled.</td></tr>
 * </table>
 */
package org.alfheim.itests.pages;
