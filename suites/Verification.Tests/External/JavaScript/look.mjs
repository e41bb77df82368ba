// Looks at the guide's production cluster with the AWS SDK for JavaScript and prints what it saw as JSON.
import { ECRClient, DescribeImagesCommand } from "@aws-sdk/client-ecr";
import { ECSClient, DescribeServicesCommand, ListTasksCommand, DescribeTasksCommand } from "@aws-sdk/client-ecs";
import {
  ElasticLoadBalancingV2Client, DescribeLoadBalancersCommand, DescribeTargetHealthCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";

const config = {
  region: "us-east-1",
  endpoint: process.env.AWS_ENDPOINT_URL,
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
};
const ecs = new ECSClient(config);
const cluster = "prod-cluster";
const { services } = await ecs.send(new DescribeServicesCommand({ cluster, services: ["notification-service"] }));
const { taskArns } = await ecs.send(new ListTasksCommand({ cluster, serviceName: "notification-service" }));
const { tasks } = await ecs.send(new DescribeTasksCommand({ cluster, tasks: taskArns }));
const elb = new ElasticLoadBalancingV2Client(config);
const { LoadBalancers } = await elb.send(new DescribeLoadBalancersCommand({ Names: ["prod-alb"] }));
const { TargetHealthDescriptions } = await elb.send(
  new DescribeTargetHealthCommand({ TargetGroupArn: services[0].loadBalancers[0].targetGroupArn }));
const { imageDetails } = await new ECRClient(config).send(
  new DescribeImagesCommand({ repositoryName: "notification-service", imageIds: [{ imageTag: "v1.2.3" }] }));
let missing;
try {
  await ecs.send(new DescribeServicesCommand({ cluster: "no-such-cluster", services: ["notification-service"] }));
} catch (error) {
  missing = error.name;
}

console.log(JSON.stringify({
  status: services[0].status,
  created: services[0].createdAt instanceof Date,
  running: services[0].runningCount,
  health: tasks.map((task) => task.healthStatus),
  dns: LoadBalancers[0].DNSName,
  targets: TargetHealthDescriptions.map((target) => target.TargetHealth.State),
  digest: imageDetails[0].imageDigest,
  missing,
}));
