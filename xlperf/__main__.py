"""``python -m xlperf``"""

from xlperf.cli import main

if __name__ == "__main__":
    main()
