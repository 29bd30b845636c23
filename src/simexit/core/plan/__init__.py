"""What comes out of answers and procedures: the plan, its order, its dates, and how far the person is. Never stored."""
