"""Scripts that choose the weights of the ranking and of the confidence on folders of question sets."""
