// Package social finds what a note says of habits and background: tobacco, alcohol and drug use with amount, frequency,
// duration and the time of quitting, living situation, gender, race and ethnicity, and allergens, as entities of Comprehend Medical's
// BEHAVIORAL_ENVIRONMENTAL_SOCIAL. "NKDA" and "no known drug allergies" are one denied ALLERGIES entity, never an allergy.
//
// Left neighbours: token, sentence, section. Right neighbours: assertion, which decides "denies" and "former"; then Usage
// reads the status. It must not know the dictionary: an allergen is the words that stand where allergens stand.
package social
