#!/usr/bin/env python3
# test-multi-cluster-deployment.py
# Integration tests for multi-cluster deployment

import boto3
import requests
import time
import sys

def test_cluster_health(cluster_name, region, alb_dns):
    """Test ECS cluster and service health"""
    print(f"\n{'='*60}")
    print(f"Testing {cluster_name} in {region}")
    print(f"{'='*60}")

    ecs = boto3.client('ecs', region_name=region)

    # Test 1: Cluster exists and is active
    print("Test 1: Cluster status...")
    response = ecs.describe_clusters(clusters=[cluster_name])
    cluster = response['clusters'][0]
    assert cluster['status'] == 'ACTIVE', f"Cluster not active: {cluster['status']}"
    print("✓ Cluster is active")

    # Test 2: Service is running
    print("Test 2: Service status...")
    response = ecs.describe_services(
        cluster=cluster_name,
        services=['notification-service']
    )
    service = response['services'][0]
    assert service['status'] == 'ACTIVE', f"Service not active: {service['status']}"
    assert service['runningCount'] == service['desiredCount'], \
        f"Task count mismatch: {service['runningCount']}/{service['desiredCount']}"
    print(f"✓ Service is active with {service['runningCount']} tasks")

    # Test 3: Tasks are healthy
    print("Test 3: Task health...")
    response = ecs.list_tasks(
        cluster=cluster_name,
        serviceName='notification-service'
    )
    task_arns = response['taskArns']
    assert len(task_arns) > 0, "No tasks found"

    response = ecs.describe_tasks(cluster=cluster_name, tasks=task_arns)
    for task in response['tasks']:
        assert task['healthStatus'] == 'HEALTHY', \
            f"Task not healthy: {task['taskArn']}"
    print(f"✓ All {len(task_arns)} tasks are healthy")

    # Test 4: Health endpoint responds
    print("Test 4: Health endpoint...")
    health_url = f"http://{alb_dns}/health"
    response = requests.get(health_url, timeout=10)
    assert response.status_code == 200, \
        f"Health check failed: {response.status_code}"
    health_data = response.json()
    assert health_data['status'] == 'healthy', \
        f"Unhealthy status: {health_data}"
    print(f"✓ Health endpoint responding: {health_data}")

    # Test 5: Version endpoint
    print("Test 5: Version endpoint...")
    version_url = f"http://{alb_dns}/version"
    response = requests.get(version_url, timeout=10)
    assert response.status_code == 200, \
        f"Version check failed: {response.status_code}"
    version_data = response.json()
    print(f"✓ Running version: {version_data['version']}")

    print(f"\n✓ All tests passed for {cluster_name}")
    return True

def test_both_clusters_same_version(prod_alb, analytics_alb):
    """Verify both clusters are running the same version"""
    print(f"\n{'='*60}")
    print("Testing version consistency across clusters")
    print(f"{'='*60}")

    # Get production version
    prod_response = requests.get(f"http://{prod_alb}/version", timeout=10)
    prod_version = prod_response.json()['version']
    print(f"Production version: {prod_version}")

    # Get analytics version
    analytics_response = requests.get(f"http://{analytics_alb}/version", timeout=10)
    analytics_version = analytics_response.json()['version']
    print(f"Analytics version: {analytics_version}")

    # Compare
    assert prod_version == analytics_version, \
        f"Version mismatch: {prod_version} != {analytics_version}"

    print(f"✓ Both clusters running same version: {prod_version}")
    return True

def main():
    """Run all tests"""
    print("Starting multi-cluster deployment tests...")

    # Production cluster
    prod_alb = "prod-alb-123456789.us-east-1.elb.amazonaws.com"
    test_cluster_health('prod-cluster', 'us-east-1', prod_alb)

    # Analytics cluster
    analytics_alb = "analytics-alb-987654321.us-west-2.elb.amazonaws.com"
    test_cluster_health('analytics-cluster', 'us-west-2', analytics_alb)

    # Cross-cluster tests
    test_both_clusters_same_version(prod_alb, analytics_alb)

    print(f"\n{'='*60}")
    print("✓ ALL TESTS PASSED")
    print(f"{'='*60}")

    return 0

if __name__ == "__main__":
    try:
        sys.exit(main())
    except Exception as e:
        print(f"\n✗ TEST FAILED: {e}")
        sys.exit(1)
