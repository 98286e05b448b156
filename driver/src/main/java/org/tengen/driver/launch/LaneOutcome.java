package org.tengen.driver.launch;

import java.io.Serializable;

/**
 * What a lane's task returns to the driver.
 *
 * @param worker host and process that finished the lane
 * @param samples samples that its last lease gave
 */
public record LaneOutcome(int lane, String worker, long samples) implements Serializable {}
