import time, statistics, cProfile, pstats
def test_x(case):
    p=case; t=[]
    pr=cProfile.Profile()
    for page in p.pages.ids[:12]:
        b=time.process_time(); 
        pr.enable(); p.controller.go(page); p.look(); pr.disable()
        t.append(time.process_time()-b)
    print(statistics.median(t), [round(x,3) for x in t])
    pstats.Stats(pr).sort_stats('tottime').print_stats(14)
    assert 0
