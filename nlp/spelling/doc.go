// Package spelling gives misspelt drugs and conditions the word that was meant, where there can be no doubt: a word that no
// vocabulary and no English word list has, of six letters at least, with the same first letter, one edit away (two from
// ten letters), from exactly one word, and that word in no sound-alike pair.
//
// Left neighbour: lexicon, which knows the words. Right neighbour: match, which then finds the term; Mark tells its match
// apart as fuzzy. It must not know sections or the meaning of what it corrects.
package spelling
