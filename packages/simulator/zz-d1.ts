import { launchSimulator } from '@weapp-samples/simulator/testing';
(async()=>{
 const dark = process.argv[2]==='dark';
 const sim = await launchSimulator({ address:'http://localhost:28081', executablePath:'/usr/bin/chromium' });
 const a = await sim.phone({ user:'user-1', path:'drawing/pages/list/list', ...(dark?{theme:'dark'}:{}), size: dark?{width:320,height:568}:{width:390,height:844} });
 await a.page.waitForTimeout(2500);
 await a.page.screenshot({path:`/tmp/d-list0${dark?'d':''}.png`});
 await a.tap('.new'); await a.page.waitForTimeout(1200);
 const box = await a.find('canvas.paper').boundingBox();
 console.log(box, a.errors);
 if (box) {
  const m=a.page.mouse;
  const draw=async(f:(t:number)=>[number,number])=>{ let [x,y]=f(0); await m.move(box.x+x*box.width,box.y+y*box.height); await m.down(); for(let t=0.03;t<=1.001;t+=0.03){[x,y]=f(t); await m.move(box.x+x*box.width,box.y+y*box.height);} await m.up(); };
  await draw(t=>[0.5+0.3*Math.cos(t*6.3),0.4+0.2*Math.sin(t*6.3)]);
  await a.find('.choice').nth(1).click(); await a.find('.choice').nth(10).click();
  await draw(t=>[0.4,0.35+0.01*t]); await draw(t=>[0.6,0.35+0.01*t]);
  await a.find('.choice').nth(5).click();await a.find('.choice').nth(9).click();
  await draw(t=>[0.35+0.3*t,0.47+0.05*Math.sin(t*3.14)]);
  await draw(t=>[0.1+0.8*t,0.75+0.05*Math.sin(t*19)]);
 }
 await a.page.waitForTimeout(1500);
 await a.page.screenshot({path:`/tmp/d-draw${dark?'d':''}.png`});
 await a.wx('navigateBack').catch(e=>console.log(String(e)));
 await a.page.waitForTimeout(1500);
 await a.page.screenshot({path:`/tmp/d-list1${dark?'d':''}.png`});
 console.log(await a.stack(), a.errors);
 await sim.close();
})();
