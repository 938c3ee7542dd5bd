"""Day 3: what several examples change in the solution, text by text."""

PICTURES = """# Gallery

![Strong wines are deep](images/matplotlib.png)
![Three histograms](./images/seaborn.png)
![The sheet again, as a drawing](images/matplotlib.svg)
[see also the data](https://archive.ics.uci.edu/dataset/109/wine) ![badge](https://example.org/badge.svg)
"""
SAVE = 'ax_sns.figure.savefig("images/seaborn.png", dpi=150, bbox_inches="tight")'
STRETCH = """fig, (left, right) = plt.subplots(1, 2, figsize=(9, 4), sharex=True, sharey=True)
left.scatter(wine["hue"], wine["ash"], s=9, color="black")
left.set(xlabel="hue", ylabel="ash")
same_mpl = left
same_sns = sns.scatterplot(data=wine, x="hue", y="ash", hue="cultivar", ax=right)
sns.despine()
same_plotly = px.scatter(wine, x="hue", y="ash", template="simple_white")
same_plotly.show()
"""
