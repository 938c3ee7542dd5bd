"""A web service that predicts with yesterday's model.

uvicorn api:app --host 127.0.0.1 --port 8000
"""

import json
from pathlib import Path
from typing import Annotated

import numpy as np
import pandas as pd
from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, Field

from model_persistence import load_model

FOLDER = Path(__file__).parent
META = json.loads((FOLDER / "model_meta.json").read_text())
NAMES = META["feature_names"]

app = FastAPI(title="Yesterday's model")


@app.get("/health")
def health():
    """Say that the service is up."""
    return {"status": "ok", "features": len(NAMES)}


# BEGIN SOLUTION
model = load_model(FOLDER / META.get("file", "model.skops"))

Row = Annotated[list[float], Field(min_length=len(NAMES), max_length=len(NAMES))]


class Rows(BaseModel):
    """What is sent to /predict."""

    instances: Annotated[list[Row], Field(min_length=1)]


@app.post("/predict")
def predict(rows: Rows):
    """Return one prediction for each row, in the same order."""
    table = pd.DataFrame(rows.instances, columns=NAMES)
    if not np.isfinite(table.to_numpy()).all():
        raise HTTPException(422, "every number has to be finite")
    return {"predictions": model.predict(table).tolist()}


# END SOLUTION
