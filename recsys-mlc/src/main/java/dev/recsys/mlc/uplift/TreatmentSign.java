package dev.recsys.mlc.uplift;

/**
 * How far attributes tell who was treated.
 *
 * @param column most to blame
 * @param statistic χ², or standard errors
 * @param degrees of freedom, 0 for the test of all attributes together
 * @param chance of as much or more in a random campaign
 */
record TreatmentSign(int column, double statistic, int degrees, double chance) {}
