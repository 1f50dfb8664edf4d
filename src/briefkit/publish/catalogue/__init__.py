"""What there is to render: notebooks, their parameters, the inputs of an edition."""
