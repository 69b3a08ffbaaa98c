"""What is known about any subject: milestones, legal effects, links, quantities, claims, lists."""
