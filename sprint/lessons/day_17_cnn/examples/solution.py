"""Day 17: what several examples change in the solution, text by text."""

SAVE = "torch.save(net.state_dict(), path)"
SHARE = "test_accuracy = float(np.mean(answers == y_test))"
PLACES = "misclassified = np.flatnonzero(answers != y_test)"
PAIRS = "confused_pairs = [(truth, answer, count) for (truth, answer), count in pairs.most_common(5)]"
BUILT = "return nn.Sequential(*layers, nn.Flatten(), nn.Dropout(0.2), nn.Linear(96 * 3 * 3, 10))"
