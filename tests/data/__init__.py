"""What tests hold our work against: screens as they have to be, and programs that misbehave."""
