package org.tengen.ps.lane;

/**
 * What a coordinator must know.
 *
 * @param lanes the number of lanes
 * @param sameFacts whether workers whose facts differ are refused, as a run that shall have the
 *     same bits again needs
 * @param rendezvousNs how long the first lane waits for the last
 */
public record CoordinatorSettings(int lanes, boolean sameFacts, long rendezvousNs) {}
