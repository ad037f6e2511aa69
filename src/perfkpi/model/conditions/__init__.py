"""Conditions (条件): what must hold for a gate to open, a veto to strike or a standard to count as met."""
