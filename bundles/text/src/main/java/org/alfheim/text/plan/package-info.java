/**
 * What an open of a file would do, as text: {@link org.alfheim.text.plan.PlannedFile} plans it as
 * if the file were opened, and names what it would miss.
 */
package org.alfheim.text.plan;
